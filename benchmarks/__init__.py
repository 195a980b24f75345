"""Ratios against the stock stack and measures of quality; one command each."""
