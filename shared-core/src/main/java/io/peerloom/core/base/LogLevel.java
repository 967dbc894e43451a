package io.peerloom.core.base;

/** How much a log line matters to an operator. */
public enum LogLevel {
  DEBUG,
  INFO,
  WARN
}
