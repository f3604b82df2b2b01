"""A decision in words: text, JSON and HTML, in Chinese and English."""
