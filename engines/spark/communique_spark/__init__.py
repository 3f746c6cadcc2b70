# SPDX-License-Identifier: Apache-2.0
"""Communique on Apache Spark: archives and streams of news reports, coded over many machines.

A session on the driver plans; what runs in the executors' Python processes is `reading` (bytes to
reports) and `coding` (reports to codings), both by the `communique` package, that is, by the same C
as the command line.
"""

__version__ = "0.1.0"
