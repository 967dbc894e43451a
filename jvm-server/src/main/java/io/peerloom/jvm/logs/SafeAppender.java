package io.peerloom.jvm.logs;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.AppenderBase;
import ch.qos.logback.core.spi.AppenderAttachable;
import ch.qos.logback.core.spi.AppenderAttachableImpl;
import java.util.Iterator;

/**
 * What every line passes on its way to standard error, whoever logged it and whether it is printed
 * as text or JSON: it is made safe to print ({@link SafeLoggingEvent}), lines of libraries are
 * folded as those of {@link EventLog} already are, and all together are bounded ({@link
 * LogBudget}). Lines of the level DEBUG, for which the operator asked, are not counted.
 */
public final class SafeAppender extends AppenderBase<ILoggingEvent>
    implements AppenderAttachable<ILoggingEvent> {
  private static final String OWN = "peerloom";

  private final AppenderAttachableImpl<ILoggingEvent> printers = new AppenderAttachableImpl<>();
  private final RepeatedEvents repeated = new RepeatedEvents();
  private final LogBudget budget = new LogBudget();

  @Override
  protected void append(ILoggingEvent event) {
    if (!event.getLevel().isGreaterOrEqual(Level.INFO)) {
      printers.appendLoopOnAppenders(new SafeLoggingEvent(event));
      return;
    }
    append(event, System.nanoTime());
  }

  private void append(ILoggingEvent event, long now) {
    if (!event.getLoggerName().startsWith(OWN)) {
      // The template of the message, not what a stranger filled in.
      String kind = event.getLoggerName() + ' ' + event.getMessage();
      RepeatedEvents.Line line =
          count -> write(new SafeLoggingEvent(event, "repeated", count), now);
      boolean isFirst = repeated.admits(kind, "", line, now);
      repeated.due(now).forEach(due -> due.line().write(due.repeated()));
      if (!isFirst) {
        return;
      }
    }
    write(new SafeLoggingEvent(event), now);
  }

  private void write(ILoggingEvent safe, long now) {
    int dropped = budget.dropped(now);
    if (dropped > 0) {
      printers.appendLoopOnAppenders(new SafeLoggingEvent(safe, "notWritten", dropped));
    } else if (budget.admits(SafeLoggingEvent.chars(safe), now)) {
      printers.appendLoopOnAppenders(safe);
    }
  }

  @Override
  public void addAppender(Appender<ILoggingEvent> printer) {
    printers.addAppender(printer);
  }

  @Override
  public Iterator<Appender<ILoggingEvent>> iteratorForAppenders() {
    return printers.iteratorForAppenders();
  }

  @Override
  public Appender<ILoggingEvent> getAppender(String name) {
    return printers.getAppender(name);
  }

  @Override
  public boolean isAttached(Appender<ILoggingEvent> printer) {
    return printers.isAttached(printer);
  }

  @Override
  public void detachAndStopAllAppenders() {
    printers.detachAndStopAllAppenders();
  }

  @Override
  public boolean detachAppender(Appender<ILoggingEvent> printer) {
    return printers.detachAppender(printer);
  }

  @Override
  public boolean detachAppender(String name) {
    return printers.detachAppender(name);
  }
}
