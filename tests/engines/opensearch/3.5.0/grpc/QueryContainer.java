package org.opensearch.protobufs;

/** Stands for what the k-NN plug-in names in the signatures of its gRPC part, and Maven has not. Nothing calls it. */
public class QueryContainer {
  public enum QueryContainerCase {
    NONE
  }
}
