"""Statements, in offsets: relations of source, cue and content, what is inferred and what lies inside."""
