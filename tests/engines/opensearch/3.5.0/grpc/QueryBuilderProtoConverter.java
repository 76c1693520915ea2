package org.opensearch.transport.grpc.spi;

/** Stands for what the k-NN plug-in names in the signatures of its gRPC part, and Maven has not. Nothing calls it. */
public interface QueryBuilderProtoConverter {}
