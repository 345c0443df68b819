"""What leaves vockit: reports and annotated rows as files, pipes and terminals take them."""
