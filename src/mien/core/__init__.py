"""Values that every part of Mien shares: emotion, mood, media, recommendation, errors.

Pure Python without input or output; imports nothing else of Mien and no third-party package.
"""
