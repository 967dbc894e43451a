package io.peerloom.core.connection;

/** A connection over a transport that others made, and whose events it receives. */
public interface IncomingLink extends Link, TransportEvents {}
