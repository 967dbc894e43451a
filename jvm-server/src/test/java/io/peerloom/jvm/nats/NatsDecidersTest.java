package io.peerloom.jvm.nats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nats.client.Options;
import io.nats.client.api.DiscardPolicy;
import io.nats.client.api.RetentionPolicy;
import io.nats.client.api.StreamConfiguration;
import io.nats.client.impl.Headers;
import io.peerloom.core.api.TopicMessage;
import io.peerloom.core.api.Value;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Limits;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.jvm.archive.TopicArchive;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class NatsDecidersTest {
  private static final List<String> NEWS = List.of("peerloom.news");

  private static StreamConfiguration.Builder stream(String... subjects) {
    return StreamConfiguration.builder().name("NEWS").subjects(subjects);
  }

  @ParameterizedTest
  @CsvSource({
    "peerloom.news, peerloom.news, true",
    "peerloom.*, peerloom.news, true",
    "peerloom.>, peerloom.a.b, true",
    ">, peerloom, true",
    "peerloom.>, peerloom, false",
    "peerloom.*, peerloom.a.b, false",
    "peerloom.a.b, peerloom.a, false",
    "peerloom.old, peerloom.news, false"
  })
  void patternsMatchAsInNats(String pattern, String subject, boolean matches) {
    assertThat(StreamCheck.takes(pattern, subject)).isEqualTo(matches);
  }

  @Test
  void obstaclesSayWhatToDo() {
    assertThat(StreamCheck.obstacle(stream("peerloom.>").build(), NEWS)).isNull();
    assertThat(StreamCheck.obstacle(stream("a", "b").build(), NEWS))
        .contains("nats stream edit NEWS --subjects=a,b,peerloom.news");
    assertThat(StreamCheck.obstacle(stream("*.news").maximumMessageSize(1_000).build(), NEWS))
        .contains("1000 bytes", "--max-msg-size=" + StreamCheck.MESSAGE_BYTES);
    assertThat(StreamCheck.obstacle(stream("*.news").noAck(true).build(), NEWS)).contains("no_ack");
  }

  @Test
  void streamsThatForgetAreDoubted() {
    assertThat(StreamCheck.doubts(stream("a").maxAge(Duration.ofDays(365)).build())).isEmpty();
    assertThat(StreamCheck.doubts(stream("a").maxAge(Duration.ofDays(1)).build())).hasSize(1);
    assertThat(StreamCheck.doubts(stream("a").maxBytes(1_000).build())).hasSize(1);
    StreamConfiguration refusing =
        stream("a").maxBytes(1_000).discardPolicy(DiscardPolicy.New).build();
    assertThat(StreamCheck.doubts(refusing)).isEmpty();
    StreamConfiguration queue = stream("a").retentionPolicy(RetentionPolicy.WorkQueue).build();
    assertThat(StreamCheck.doubts(queue)).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "news, peerloom.news",
    "sensors.kitchen, peerloom.sensors.kitchen",
    ".news, peerloom._2enews",
    "a..b, peerloom.a_2e_2eb",
    "a b, peerloom.a_20b",
    "a_b, peerloom.a_5fb",
    "*, peerloom._2a",
    "für, peerloom.f_c3_bcr"
  })
  void anyTopicHasASubjectOfItsOwn(String topic, String subject) {
    assertThat(NatsOptions.defaultSubject(topic)).isEqualTo(subject);
    assertThat(new NatsOptions().topic(topic).subjects()).containsEntry(topic, subject);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.*", "a.>", "a b", "", ".a", "a.", "$JS.API", "a..b"})
  void subjectsWithWildcardsOrGapsAreRefused(String subject) {
    assertThatThrownBy(() -> new NatsOptions().topic("news", subject))
        .isInstanceOf(PeerloomException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nats://joe:se/cret@host",
        "nats://joe:se@cret@host:1",
        "joe:secret@",
        "nats://joe:secret",
        "joe:secret",
        "nats://a:4222,joe:secret",
        "http://joe:secret@host",
        "nats://joe:s e/cret@host"
      })
  void refusedAddressesShowNoPassword(String address) {
    assertThatThrownBy(() -> new NatsOptions().servers(List.of(address)))
        .isInstanceOf(PeerloomException.class)
        .hasMessageNotContainingAny("cret", "joe");
  }

  @Test
  void addressesShowNoPassword() {
    NatsAddress address = NatsAddress.parse("tls://joe:secret@host:4222");
    assertThat(address.url()).isEqualTo("tls://joe:secret@host:4222");
    assertThat(address).hasToString("tls://host:4222");
    assertThat(NatsAddress.parse("host:4222").url()).isEqualTo("nats://host:4222");
    String[] comma = {"nats://joe:se,cret@host:4222"};
    assertThat(new Options.Builder().servers(comma).build().getServers()).hasSize(1);
    IOException failure = new IOException("Unable to connect: [nats://a:b@c, nats://d:e@f]");
    assertThat(NatsFailure.of(failure, "NEWS", null)).hasMessageNotContainingAny("a:b", "d:e");
  }

  @Test
  void topicsThatShareASubjectAreToldApart() {
    NatsOptions options = new NatsOptions().stream("NEWS").topic("a", "all").topic("b", "all");
    options.topic("c");
    assertThat(options.address("a")).isEqualTo("NEWS/all topic 1");
    assertThat(options.address("b")).isEqualTo("NEWS/all topic 2");
    assertThat(options.address("c")).isEqualTo("NEWS/peerloom.c");
  }

  @Test
  void failuresHaveCodes() {
    assertThat(NatsFailure.of(new TimeoutException(), "NEWS", null).code())
        .isEqualTo(ErrorCode.TIMEOUT);
    assertThat(NatsFailure.of(new TimeoutException(), "NEWS", "Permissions Violation"))
        .hasMessageContaining("Permissions")
        .extracting(PeerloomException::code)
        .isEqualTo(ErrorCode.UNAUTHORIZED);
    Throwable wrapped = new CompletionException(new RuntimeException(new IOException("gone")));
    assertThat(NatsFailure.of(wrapped, "NEWS", null).code()).isEqualTo(ErrorCode.UNREACHABLE);
  }

  @Test
  void headersSayWhatAReaderNeeds() {
    TopicMessage message = new TopicMessage("id", "me", 7, 1_000, 3_000, Value.text("hello"));
    Headers headers = MessageHeaders.of(new TopicArchive.Entry("für all", message, 500), "NEWS");
    assertThat(headers.getFirst("Nats-Msg-Id")).isEqualTo("id");
    assertThat(headers.getFirst("Peerloom-Topic")).isEqualTo("f%C3%BCr%20all");
    assertThat(headers.getFirst("Peerloom-Published-At")).isEqualTo("1970-01-01T00:00:01Z");
    assertThat(headers.getFirst("Peerloom-Format")).isEqualTo("text");
    assertThat(MessageHeaders.isOf("für all", headers)).isTrue();
    assertThat(MessageHeaders.isOf("other", headers)).isFalse();
    assertThat(MessageHeaders.millis(headers, MessageHeaders.COMPLETE_UNTIL)).isEqualTo(500);
    assertThat(MessageHeaders.millis(headers, MessageHeaders.EXPIRES_AT)).isEqualTo(3_000);
    headers.put(MessageHeaders.EXPIRES_AT, "tomorrow");
    assertThat(MessageHeaders.millis(headers, MessageHeaders.EXPIRES_AT)).isZero();
  }

  @Test
  void expiredIdsAreLeftOutWhereAsked() {
    TopicMessage message = new TopicMessage("id", "me", 7, 1_000, 3_000, Value.text("hello"));
    Headers headers = MessageHeaders.of(new TopicArchive.Entry("news", message, 0), "NEWS");
    Set<String> ids = new LinkedHashSet<>();
    NatsArchive.add(ids, "news", headers, 3_000);
    assertThat(ids).isEmpty();
    NatsArchive.add(ids, "news", headers, 0);
    assertThat(ids).containsExactly("id");
  }

  @Test
  void headersAreBounded() {
    String longest = "\u00fc".repeat(Limits.MAX_NAME_BYTES / 2);
    long far = Long.MAX_VALUE;
    TopicMessage message =
        new TopicMessage("f".repeat(32), "f".repeat(64), far, far, far, Value.text(""));
    String stream = "S".repeat(255);
    Headers headers = MessageHeaders.of(new TopicArchive.Entry(longest, message, far), stream);
    assertThat(headers.serializedLength()).isLessThan(MessageHeaders.MAX_BYTES);
  }
}
