"""What staff see, and what they do about tickets."""
