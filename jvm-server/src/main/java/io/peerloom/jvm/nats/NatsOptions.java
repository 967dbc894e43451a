package io.peerloom.jvm.nats;

import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.PeerloomException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which NATS servers, which stream and which subjects. Every method sets one option and returns the
 * same object, and throws {@link PeerloomException} INVALID_REQUEST for an invalid value.
 */
public final class NatsOptions {
  private List<NatsAddress> servers = List.of();
  private Path credentials;
  private String stream = "";
  private boolean create;
  private final Map<String, String> subjects = new LinkedHashMap<>();

  /**
   * The servers of one NATS system, of which one that answers is used: {@code nats://HOST:PORT},
   * with TLS {@code tls://HOST:PORT}, each with {@code user:password@} or {@code token@} before the
   * host where the system wants that.
   */
  public NatsOptions servers(List<String> urls) {
    servers = urls.stream().map(NatsAddress::parse).toList();
    return this;
  }

  /** A credentials file, as {@code nsc} or {@code nats} makes it: a JWT and the seed of its key. */
  public NatsOptions credentials(Path file) {
    credentials = file;
    return this;
  }

  /** The stream, which has to exist unless {@link #create} is set. */
  public NatsOptions stream(String name) {
    stream = NatsNames.checkedStream(name);
    return this;
  }

  /** Has the stream created where there is none of that name. */
  public NatsOptions create() {
    create = true;
    return this;
  }

  /**
   * Archives a topic under a subject, instead of {@link #defaultSubject}. Topics may share one.
   *
   * @param subject without wildcards
   */
  public NatsOptions topic(String topic, String subject) {
    if (topic == null || topic.isEmpty()) {
      throw new PeerloomException(ErrorCode.INVALID_REQUEST, "a topic without a name");
    }
    subjects.put(topic, NatsNames.checkedSubject(subject));
    return this;
  }

  /** The same with the default subject. */
  public NatsOptions topic(String topic) {
    return topic(topic, defaultSubject(topic));
  }

  /**
   * {@code peerloom.} and the topic's name. What a subject cannot have is written as {@code _} and
   * the hexadecimal number of each byte, {@code _} itself, too; dots stay where they separate.
   */
  public static String defaultSubject(String topic) {
    return "peerloom." + NatsNames.tokens(topic);
  }

  List<NatsAddress> servers() {
    return servers;
  }

  Path credentials() {
    return credentials;
  }

  String stream() {
    return stream;
  }

  boolean creates() {
    return create;
  }

  /** Stream and subject, and where topics share the subject the topic's number among all. */
  String address(String topic) {
    String subject = subjects.get(topic);
    String address = stream + "/" + subject;
    return Collections.frequency(subjects.values(), subject) < 2
        ? address
        : address + " topic " + (1 + List.copyOf(subjects.keySet()).indexOf(topic));
  }

  /** Each topic's subject. */
  Map<String, String> subjects() {
    return subjects;
  }
}
