package io.peerloom.core.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.Rng;
import io.peerloom.core.direct.StreamsFuzz;
import io.peerloom.core.pubsub.EncryptedTopicsFuzz;
import io.peerloom.core.relay.RelayFuzz;
import io.peerloom.core.signalling.CandidatesFuzz;
import io.peerloom.core.wire.MessageCodec;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Each fuzz target on its seeds, on the same thousands of mutants of them each time, and on what
 * fuzzing has found before. How to fuzz on from there: CONTRIBUTING.md.
 */
class FuzzTargetsTest {
  private static final int MUTANTS = 3_000;
  private static final int FEW_MUTANTS = 500;

  /** The seeds say what the protocol's text says; if they were refused, nothing would be tested. */
  @Test
  void theSeedsAreMessages() {
    for (byte[] seed : WireSeeds.valid(new Rng(1))) {
      assertThat(MessageCodec.encode(MessageCodec.decode(seed))).isEqualTo(seed);
    }
  }

  @Test
  void messages() throws Exception {
    CodecFuzz codec = new CodecFuzz();
    run(
        CodecFuzz.messages(),
        "CodecFuzzInputs/aMessageIsReadOrRefused",
        codec::aMessageIsReadOrRefused);
  }

  @Test
  void frames() throws Exception {
    CodecFuzz codec = new CodecFuzz();
    run(
        CodecFuzz.frames(),
        "CodecFuzzInputs/framesAreTakenApartOrRefused",
        codec::framesAreTakenApartOrRefused);
  }

  @Test
  void whatIsSigned() throws Exception {
    CodecFuzz codec = new CodecFuzz();
    run(
        CodecFuzz.signed(),
        "CodecFuzzInputs/whatIsSignedIsReadOrRefused",
        codec::whatIsSignedIsReadOrRefused);
  }

  @Test
  void connections() throws Exception {
    ConnectionFuzz connection = new ConnectionFuzz();
    run(
        ConnectionFuzz.conversations(),
        "ConnectionFuzzInputs/nothingThatIsSaidDoesHarm",
        connection::nothingThatIsSaidDoesHarm);
  }

  @Test
  void routedMessages() throws Exception {
    RoutedFuzz routed = new RoutedFuzz();
    run(
        RoutedFuzz.inputs(),
        "RoutedFuzzInputs/whatIsRoutedIsAnsweredOrRefused",
        routed::whatIsRoutedIsAnsweredOrRefused);
  }

  @Test
  void visitors() throws Exception {
    DoorFuzz door = new DoorFuzz();
    run(
        DoorFuzz.inputs(),
        "DoorFuzzInputs/whoeverComesIsAdmittedOrRefused",
        door::whoeverComesIsAdmittedOrRefused);
  }

  @Test
  void answers() throws Exception {
    AnswersFuzz answers = new AnswersFuzz();
    run(
        AnswersFuzz.inputs(),
        "AnswersFuzzInputs/callsEndWhateverIsAnswered",
        answers::callsEndWhateverIsAnswered);
  }

  @Test
  void disks() throws Exception {
    DiskFuzz disk = new DiskFuzz();
    run(
        DiskFuzz.inputs(),
        "DiskFuzzInputs/aServerWorksOnADamagedDisk",
        disk::aServerWorksOnADamagedDisk);
  }

  @Test
  void streams() throws Exception {
    run(
        WireSeeds.withMutants(StreamsFuzz.seeds(), MUTANTS),
        "../direct/StreamsFuzzInputs/framesAreTakenOrRefused",
        new StreamsFuzz()::framesAreTakenOrRefused);
  }

  @Test
  void relays() throws Exception {
    run(
        WireSeeds.withMutants(RelayFuzz.seeds(), FEW_MUTANTS),
        "../relay/RelayFuzzInputs/framesReachTheOtherEndOnly",
        new RelayFuzz()::framesReachTheOtherEndOnly);
  }

  @Test
  void encryptedTopics() throws Exception {
    run(
        WireSeeds.withMutants(EncryptedTopicsFuzz.seeds(), MUTANTS),
        "../pubsub/EncryptedTopicsFuzzInputs/whatIsPublishedIsReadOrRefused",
        new EncryptedTopicsFuzz()::whatIsPublishedIsReadOrRefused);
  }

  @Test
  void candidates() throws Exception {
    CandidatesFuzz candidates = new CandidatesFuzz();
    run(
        WireSeeds.withMutants(CandidatesFuzz.seeds(), MUTANTS),
        "../signalling/CandidatesFuzzInputs/noneNamesWhereNoPeerIs",
        input -> {
          try {
            candidates.noneNamesWhereNoPeerIs(input);
          } catch (UnknownHostException e) {
            throw new AssertionError(e);
          }
        });
  }

  private static void run(Stream<byte[]> inputs, String found, Consumer<byte[]> target)
      throws IOException, URISyntaxException {
    List<byte[]> all = new ArrayList<>(found(found));
    inputs.forEach(all::add);
    for (byte[] input : all) {
      try {
        target.accept(input);
      } catch (RuntimeException | AssertionError e) {
        throw new AssertionError("input " + Bytes.hex(input), e);
      }
    }
  }

  /** Inputs that once did harm, where Jazzer saves and looks for them, if there are any. */
  private static List<byte[]> found(String name) throws IOException, URISyntaxException {
    URL directory = FuzzTargetsTest.class.getResource(name);
    List<byte[]> inputs = new ArrayList<>();
    if (directory != null) {
      try (Stream<Path> files = Files.list(Path.of(directory.toURI()))) {
        for (Path file : files.sorted().toList()) {
          inputs.add(Files.readAllBytes(file));
        }
      }
    }
    return inputs;
  }
}
