# SPDX-License-Identifier: Apache-2.0
"""Connected components of a graph that no machine holds: large stars and small stars in turn (Kiveris and others
2014), a few shuffles of the edges a round, and rounds by the logarithm of the longest path."""

from pyspark.sql import Window
from pyspark.sql import functions as F


def components(edges):
    """Of edges (`node`, `least`), with `least` < `node`, each once: for every node but the least of its component
    the same columns, `least` being the component's. Spark has a folder for checkpoints."""
    edges = edges.checkpoint()
    before, now = None, measure(edges)
    while now != before:
        edges = small_star(large_star(edges)).checkpoint()
        before, now = now, measure(edges)
    return edges


def measure(edges):
    return edges.agg(F.count("*"), F.sum(F.xxhash64("node", "least").cast("decimal(38,0)"))).first()


def large_star(edges):
    """Each neighbour that is greater than a node, joined to the least neighbour of the node."""
    both = edges.select(F.col("node").alias("center"), F.col("least").alias("node")).unionAll(
        edges.select(F.col("least").alias("center"), "node")
    )
    least = F.least("center", F.min("node").over(Window.partitionBy("center")))
    return both.withColumn("least", least).where("node > center").select("node", "least").distinct()


def small_star(edges):
    """A node and each neighbour that is less, joined to the least of those."""
    stars = edges.withColumn("center", F.min("least").over(Window.partitionBy("node")))
    others = stars.where("least > center").select(F.col("least").alias("node"), F.col("center").alias("least"))
    return others.unionAll(stars.select("node", F.col("center").alias("least"))).distinct()
