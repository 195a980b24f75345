"""The translator's steps: stamp, diff, status, new."""
