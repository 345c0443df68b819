"""Theme and cue rules: what they are, how they are loaded, checked and turned into what can be matched."""
