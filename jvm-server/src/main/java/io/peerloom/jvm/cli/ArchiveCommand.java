package io.peerloom.jvm.cli;

import io.peerloom.core.base.Limits;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.jvm.nats.NatsArchive;
import io.peerloom.jvm.nats.NatsOptions;
import io.peerloom.jvm.server.ArchiveProcess;
import io.peerloom.jvm.server.PeerProcess;
import io.peerloom.jvm.server.ServerProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code peerloom archive}. */
@Command(
    name = "archive",
    description =
        "A node that follows topics into a stream of NATS JetStream, for what must outlive a week:"
            + " every acknowledged message at least once.",
    mixinStandardHelpOptions = true)
final class ArchiveCommand implements Callable<Integer> {
  @Mixin private NodeOptions node = new NodeOptions(9003, 9103);

  @Option(
      names = "--topic",
      required = true,
      paramLabel = "NAME",
      converter = NameConverter.class,
      description = "The topic to archive; given again for each further one.")
  private List<String> topics = List.of();

  @Option(
      names = "--subject",
      paramLabel = "SUBJECT",
      description =
          "The subject of the topic's messages, in the order of the topics (default: peerloom. and"
              + " the topic's name).")
  private List<String> subjects = List.of();

  @Option(
      names = "--nats",
      required = true,
      // Not at a comma of a password.
      split = ",(?=[a-zA-Z]+://)",
      hideParamSyntax = true,
      paramLabel = "URL[,URL...]",
      description =
          "Address of a NATS server, nats://HOST:4222 or tls://HOST:4222, with user:password@ or"
              + " token@ before the host where it wants that; several of one system, with commas"
              + " between them. As variable PEERLOOM_NATS it is in no list of processes.")
  private List<String> servers = List.of();

  @Option(
      names = "--nats-credentials",
      paramLabel = "FILE",
      converter = DataFolder.PathConverter.class,
      description = "Credentials file of the NATS user (.creds).")
  private Path credentials;

  @Option(
      names = "--stream",
      required = true,
      paramLabel = "NAME",
      description = "The JetStream stream that takes the subjects.")
  private String stream;

  @Option(
      names = "--create",
      description =
          "Create the stream where there is none: on disk, without limits, and doubles are dropped"
              + " for ten minutes.")
  private boolean create;

  @Option(
      names = "--margin-seconds",
      defaultValue = "604800",
      paramLabel = "SECONDS",
      converter = MarginConverter.class,
      description =
          "A start reads the topic again from so long before the time until which the stream has"
              + " everything. The default is all that a topic holds: less is quicker, and misses"
              + " messages that arrive later than that (default: ${DEFAULT-VALUE}).")
  private int marginSeconds;

  @Spec private CommandSpec command;

  /** Reads {@code --margin-seconds}. */
  static final class MarginConverter extends NumberConverter {
    MarginConverter() {
      super("a number", 60, Limits.MAX_TTL_SECONDS);
    }
  }

  @Override
  public Integer call() {
    NatsOptions options = options();
    return node.run("archive", starting -> start(options, starting));
  }

  private NatsOptions options() {
    if (!subjects.isEmpty() && subjects.size() != topics.size()) {
      throw new ParameterException(
          command.commandLine(),
          "--subject is given once for each --topic or not at all: "
              + topics.size()
              + " topics, "
              + subjects.size()
              + " subjects");
    }
    try {
      NatsOptions options =
          new NatsOptions().servers(servers).stream(stream).credentials(credentials);
      for (int i = 0; i < topics.size(); i++) {
        String topic = topics.get(i);
        options.topic(
            topic, subjects.isEmpty() ? NatsOptions.defaultSubject(topic) : subjects.get(i));
      }
      return create ? options.create() : options;
    } catch (PeerloomException e) {
      throw new ParameterException(command.commandLine(), e.getMessage());
    }
  }

  /** NATS first: what is wrong there is said before the node has joined. */
  private ServerProcess start(NatsOptions options, Supplier<PeerProcess> starting) {
    NatsArchive archive = NatsArchive.open(options);
    try {
      return new ArchiveProcess(
          starting.get(),
          archive,
          topics.stream().distinct().toList(),
          Duration.ofSeconds(marginSeconds));
    } catch (RuntimeException e) {
      archive.close();
      throw e;
    }
  }
}
