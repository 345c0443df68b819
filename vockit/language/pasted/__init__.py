"""Text as people paste it, brought to plain text before it is tagged and scored."""
