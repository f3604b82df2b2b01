"""The published rules: a site of plain pages, each rule beside the words it comes from."""
