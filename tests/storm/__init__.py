"""The storm: web and worker are killed by `kill -9` again and again while people write, then everything is counted.

    python -m tests.storm --kills 100 --on postgresql

What was acknowledged must be there once; what was not is sent again, as a browser would, and must be there once too.
"""
