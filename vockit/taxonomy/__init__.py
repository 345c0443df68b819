"""Theme and cue rules: what they mean, how they are loaded and checked, how they match."""
