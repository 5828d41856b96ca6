"""What a person sees: the web page, the command line, the report."""
