package io.peerloom.core.connection;

/** An accepted connection, which receives the events of its transport. */
public interface IncomingLink extends Link, TransportEvents {}
