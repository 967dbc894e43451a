package io.peerloom.jvm.nats;

import io.nats.client.api.DiscardPolicy;
import io.nats.client.api.RetentionPolicy;
import io.nats.client.api.StreamConfiguration;
import io.peerloom.core.base.Limits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Decides whether a stream can be an archive, and what of it an operator may not have meant. */
final class StreamCheck {
  /** A message of a topic with its headers. */
  static final int MESSAGE_BYTES = Limits.MAX_TOPIC_MESSAGE_BYTES + MessageHeaders.MAX_BYTES;

  private StreamCheck() {}

  /** Why it cannot be one, and what to do; null if it can. */
  static String obstacle(StreamConfiguration stream, Collection<String> subjects) {
    String name = stream.getName();
    for (String subject : subjects) {
      if (stream.getSubjects().stream().noneMatch(pattern -> takes(pattern, subject))) {
        return "stream "
            + name
            + " does not take subject "
            + subject
            + ", only "
            + String.join(", ", stream.getSubjects())
            + "; choose with --subject, or add it: nats stream edit "
            + name
            + " --subjects="
            + String.join(",", stream.getSubjects())
            + ","
            + subject;
      }
    }
    if (stream.getNoAck()) {
      return "stream " + name + " acknowledges nothing (no_ack), so nothing is known to be stored";
    }
    if (stream.getSealed()) {
      return "stream " + name + " is sealed: it takes no messages";
    }
    long most = stream.getMaximumMessageSize();
    if (most > 0 && most < MESSAGE_BYTES) {
      return "stream "
          + name
          + " takes messages of at most "
          + most
          + " bytes, and one of a topic has up to "
          + MESSAGE_BYTES
          + " with its headers: nats stream edit "
          + name
          + " --max-msg-size="
          + MESSAGE_BYTES;
    }
    return null;
  }

  /** What it does with old messages that is unusual for an archive. */
  static List<String> doubts(StreamConfiguration stream) {
    List<String> doubts = new ArrayList<>();
    if (stream.getRetentionPolicy() != RetentionPolicy.Limits) {
      doubts.add("it deletes messages once they are consumed (retention)");
    }
    Duration age = stream.getMaxAge();
    if (age != null && !age.isZero() && age.toSeconds() < Limits.MAX_TTL_SECONDS) {
      doubts.add("it deletes messages sooner than topics do, after " + age);
    }
    boolean isLimited =
        stream.getMaxBytes() > 0 || stream.getMaxMsgs() > 0 || stream.getMaxMsgsPerSubject() > 0;
    if (isLimited && stream.getDiscardPolicy() == DiscardPolicy.Old) {
      doubts.add("where it is full it deletes the oldest messages (discard old)");
    }
    return doubts;
  }

  /** Whether a pattern with wildcards matches a subject without. */
  static boolean takes(String pattern, String subject) {
    String[] words = pattern.split("\\.", -1);
    String[] tokens = subject.split("\\.", -1);
    for (int i = 0; i < words.length; i++) {
      if (words[i].equals(">")) {
        return tokens.length > i;
      }
      if (i == tokens.length || !words[i].equals("*") && !words[i].equals(tokens[i])) {
        return false;
      }
    }
    return words.length == tokens.length;
  }
}
