package io.peerloom.core.connection;

/** A connection that was accepted: the events of its transport go to it. */
public interface IncomingLink extends Link, TransportEvents {}
