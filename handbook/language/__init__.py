"""What the project knows about each language: stems, figures, typography, detection."""
