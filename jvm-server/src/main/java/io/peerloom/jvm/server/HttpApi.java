package io.peerloom.jvm.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.peerloom.core.api.GetResult;
import io.peerloom.core.api.PutOptions;
import io.peerloom.core.api.PutResult;
import io.peerloom.core.api.Value;
import io.peerloom.core.api.WhenOffline;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.Limits;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.crypto.Invitation;
import io.peerloom.core.crypto.InvitationLink;
import io.peerloom.core.crypto.MembershipToken;
import io.peerloom.jvm.JvmPeer;
import io.peerloom.jvm.JvmTopic;
import io.peerloom.jvm.limits.ServerLimits;
import io.peerloom.jvm.net.PageOrigins;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;

/**
 * The HTTP API of a node, under {@code /api/v1}: the Java API as resources, for curl and programs
 * in any language.
 *
 * <p>A request passes {@link RequestGuard}, which checks its origin, then the handler of its
 * resource, which reads parameters, conditions and body, and calls {@link JvmPeer}. The peer works
 * on its own loop; meanwhile the request occupies no thread. The response is written by the
 * server's threads, never on the peer's loop, where a slow reader would block the peer. Every
 * failure is a problem document with the core's code ({@link Problem}).
 */
public final class HttpApi implements Consumer<JavalinConfig> {
  private static final String ROOT = "/api/v1";
  private static final String VALUES = ROOT + "/values/";
  private static final String QUEUE = ROOT + "/queue/";
  private static final String TOPICS = ROOT + "/topics/";
  private static final String MESSAGES = "/messages";

  /** Longer than any operation of the core: a bug must not keep a client waiting for ever. */
  private static final int MAX_ANSWER_SECONDS = 90;

  private static final Set<String> INVITE_PARAMETERS =
      Set.of("expiresInSeconds", "uses", "depth", "invitee", "bootstrap", "page");
  private static final Set<String> REVOKE_PARAMETERS = Set.of("target", "withInvited");
  private static final Set<String> PUT_PARAMETERS =
      Set.of("readers", "ttlSeconds", "ifSequence", "whenOffline");

  private final Supplier<JvmPeer> peer;
  private final RequestGuard guard;
  private final Executor threads;
  private final MessageRoom room = new MessageRoom();
  private final EventStreams streams = new EventStreams(ServerLimits.MAX_EVENT_STREAMS, room);
  private final Bodies bodies = new Bodies();
  private final QueueApi queue = new QueueApi();

  /**
   * The API of one peer.
   *
   * @param peer returns null until the peer has joined
   * @param pages those that may use the server
   * @param threads writes the responses
   */
  public HttpApi(Supplier<JvmPeer> peer, PageOrigins pages, Executor threads) {
    this.peer = peer;
    this.guard = new RequestGuard(pages);
    this.threads = threads;
  }

  /** Records the outcomes of the queued writes of the peer, once it has joined. */
  void joined(JvmPeer started) {
    queue.watch(started);
  }

  @Override
  public void accept(JavalinConfig config) {
    var routes = config.routes;
    routes.before(ROOT + "/*", this::check);
    routes.exception(
        PeerloomException.class, (failure, context) -> Problem.answer(context, failure));
    routes.exception(
        Conditions.Refusal.class, (failure, context) -> Problem.answer(context, failure));
    Routes.resource(routes, ROOT + "/peer", Map.of(HandlerType.GET, this::peer));
    Routes.resource(routes, ROOT + "/links", Map.of(HandlerType.GET, this::links));
    Routes.resource(routes, ROOT + "/diagnostics", Map.of(HandlerType.GET, this::diagnostics));
    Routes.resource(routes, ROOT + "/invitations", Map.of(HandlerType.POST, this::invite));
    Routes.resource(routes, ROOT + "/revocations", Map.of(HandlerType.POST, this::revoke));
    Routes.resource(routes, ROOT + "/queue", Map.of(HandlerType.GET, this::queue));
    Routes.resource(routes, QUEUE + "<id>", Map.of(HandlerType.DELETE, this::cancel));
    Routes.resource(
        routes,
        VALUES + "<name>",
        Map.of(
            HandlerType.GET,
            this::getValue,
            HandlerType.PUT,
            this::putValue,
            HandlerType.DELETE,
            this::deleteValue));
    Routes.resource(
        routes,
        TOPICS + "<name>" + MESSAGES,
        Map.of(HandlerType.GET, this::messages, HandlerType.POST, this::publish));
    HandlerType.commonHttp()
        .forEach(method -> routes.addHttpHandler(method, ROOT + "/*", HttpApi::unknown));
  }

  /** Refuses requests from other origins and methods that HTTP does not know. */
  private void check(Context context) {
    guard.check(context);
    if (!HandlerType.commonHttp().contains(context.method())) {
      throw new PeerloomException(ErrorCode.UNSUPPORTED, "no such method");
    }
  }

  private static void unknown(Context context) {
    throw new PeerloomException(ErrorCode.NOT_FOUND, "no such resource");
  }

  private JvmPeer peer() {
    JvmPeer joined = peer.get();
    if (joined == null) {
      throw new PeerloomException(ErrorCode.UNREACHABLE, "the peer has not joined yet");
    }
    return joined;
  }

  private <T> void answer(Context context, CompletableFuture<T> result, Consumer<T> onValue) {
    answer(context, () -> result, onValue);
  }

  private <T> void answer(
      Context context, Supplier<CompletableFuture<T>> result, Consumer<T> onValue) {
    context.future(
        () ->
            result
                .get()
                .orTimeout(MAX_ANSWER_SECONDS, TimeUnit.SECONDS)
                .handleAsync(
                    (value, failure) -> {
                      try {
                        if (failure == null) {
                          onValue.accept(value);
                        } else {
                          Problem.answer(context, failure);
                        }
                      } catch (PeerloomException | Conditions.Refusal e) {
                        Problem.answer(context, e);
                      }
                      return value;
                    },
                    threads));
  }

  private static void json(Context context, JsonNode node) {
    json(context, Json.bytes(node));
  }

  private static void json(Context context, byte[] bytes) {
    context.contentType("application/json");
    context.header("Cache-Control", "no-store");
    context.result(bytes);
  }

  private void peer(Context context) {
    QueryParameters.requireKnown(context, Set.of());
    JvmPeer joined = peer();
    answer(
        context,
        joined.state(),
        state -> {
          ObjectNode node = Json.object();
          node.put("id", joined.id());
          node.put("publisher", joined.publisher());
          node.put("network", joined.network());
          node.put("state", state.word());
          json(context, node);
        });
  }

  private void links(Context context) {
    QueryParameters.requireKnown(context, Set.of());
    answer(context, peer().links(), links -> json(context, Json.links(links)));
  }

  private void diagnostics(Context context) {
    QueryParameters.requireKnown(context, Set.of());
    answer(
        context,
        peer().diagnostics(),
        text -> {
          context.contentType("application/json");
          context.result(text);
        });
  }

  private void invite(Context context) {
    QueryParameters.requireKnown(context, INVITE_PARAMETERS);
    String addresses = context.queryParam("bootstrap");
    String page = context.queryParam("page");
    String invitee = context.queryParam("invitee");
    if (invitee != null && !invitee.matches("[0-9a-fA-F]{64}")) {
      throw invalid("invitee: a publisher id has 64 hexadecimal digits");
    }
    answer(
        context,
        peer()
            .invite(
                QueryParameters.number(
                    context, "expiresInSeconds", 7 * 86_400, 1, Invitation.MAX_SECONDS),
                (int) QueryParameters.number(context, "uses", 1, 1, Invitation.MAX_USES),
                (int)
                    QueryParameters.number(
                        context, "depth", 0, 0, MembershipToken.MAX_GENERATIONS - 1),
                invitee),
        text -> {
          InvitationLink link = InvitationLink.decode(text);
          List<String> named = addresses == null ? List.of() : List.of(addresses.split(","));
          ObjectNode node = Json.object();
          node.put("link", PageLink.of(page, link, named));
          node.put("expiresAt", Invitation.decode(link.envelope()).expiresAt());
          json(context, node);
        });
  }

  /** Revokes in the peer's name, or spreads what somebody else has signed: the body. */
  private void revoke(Context context) {
    QueryParameters.requireKnown(context, REVOKE_PARAMETERS);
    String target = context.queryParam("target");
    boolean withInvited = QueryParameters.isSecond(context, "withInvited", "false", "true");
    answer(
        context,
        () ->
            bodies
                .read(context)
                .thenCompose(
                    signed -> {
                      if ((target == null) == (signed.length == 0)) {
                        throw invalid("name a target, or send a signed revocation");
                      }
                      return target == null
                          ? peer().spreadRevocation(signed)
                          : peer().revoke(target, withInvited);
                    }),
        done -> context.status(HttpStatus.NO_CONTENT_204));
  }

  private void queue(Context context) {
    QueryParameters.requireKnown(context, Set.of());
    answer(context, peer().queued(), waiting -> json(context, queue.json(waiting)));
  }

  private void cancel(Context context) {
    QueryParameters.requireKnown(context, Set.of());
    answer(
        context,
        peer().cancelQueued(ResourcePath.name(context, QUEUE, "")),
        cancelled -> {
          if (!cancelled) {
            throw new PeerloomException(
                ErrorCode.NOT_FOUND, "no write waits under that id; it may be being sent");
          }
          context.status(HttpStatus.NO_CONTENT_204);
        });
  }

  /** Responds with 202 for a write that waits in the queue: no other peer has it yet. */
  private static void queued(Context context, String id) {
    accepted(context, Json.object().put("queuedAs", id));
  }

  private static void accepted(Context context, ObjectNode node) {
    json(context, node);
    context.status(HttpStatus.ACCEPTED_202);
  }

  private void putValue(Context context) {
    QueryParameters.requireKnown(context, PUT_PARAMETERS);
    Conditions.requireWhole(context);
    PutOptions options =
        new PutOptions(
            QueryParameters.readers(context),
            QueryParameters.ttlSeconds(context),
            QueryParameters.ifSequence(context),
            QueryParameters.whenOffline(context));
    Conditions.OfPut condition = Conditions.ofPut(context, options.ifSequence());
    String name = ResourcePath.name(context, VALUES, "");
    answer(
        context,
        () -> value(context).thenCompose(value -> put(name, value, options, condition)),
        put -> {
          if (put.result().queuedAs() != null) {
            queued(context, put.result().queuedAs());
            return;
          }
          ObjectNode node = Json.object();
          node.put("key", put.result().key());
          node.put("sequence", put.result().sequence());
          node.put("holders", put.result().holders());
          context.header(
              "ETag", EntityTag.of(put.result().sequence(), peer().publisher(), put.value()));
          json(context, node);
        });
  }

  private record Put(Value value, PutResult result) {}

  private CompletableFuture<Put> put(
      String name, Value value, PutOptions options, Conditions.OfPut condition) {
    return condition
        .ifSequence(peer(), name, options)
        .thenApply(
            ifSequence ->
                new PutOptions(
                    options.readers(), options.ttlSeconds(), ifSequence, options.whenOffline()))
        .thenCompose(conditioned -> peer().put(name, value, conditioned))
        .thenApply(result -> new Put(value, result))
        .exceptionallyCompose(condition::failed);
  }

  private void deleteValue(Context context) {
    QueryParameters.requireKnown(context, Set.of("readers", "ifSequence", "whenOffline"));
    Conditions.requireWhole(context);
    WhenOffline whenOffline = QueryParameters.whenOffline(context);
    PutOptions.Readers readers =
        context.queryParam("readers") == null ? null : QueryParameters.readers(context);
    long ifSequence = QueryParameters.ifSequence(context);
    Conditions.OfPut condition = Conditions.ofDelete(context, ifSequence);
    if (readers == null && (condition.any() || ifSequence >= 0)) {
      throw invalid("a condition is on one value: readers is me or public");
    }
    String name = ResourcePath.name(context, VALUES, "");
    PutOptions options = new PutOptions(readers, Limits.MAX_TTL_SECONDS, ifSequence);
    answer(
        context,
        condition
            .ifSequence(peer(), name, options)
            .thenCompose(sequence -> peer().delete(name, readers, sequence, whenOffline))
            .exceptionallyCompose(condition::failed),
        waiting -> {
          if (waiting.isEmpty()) {
            context.status(HttpStatus.NO_CONTENT_204);
            return;
          }
          ObjectNode node = Json.object();
          waiting.forEach(node.putArray("queuedAs")::add);
          accepted(context, node);
        });
  }

  private void getValue(Context context) {
    QueryParameters.requireKnown(context, Set.of("publisher"));
    String name = ResourcePath.name(context, VALUES, "");
    String publisher = context.queryParam("publisher");
    CompletableFuture<Optional<GetResult>> found =
        publisher == null ? peer().get(name) : peer().get(name, publisher);
    answer(
        context,
        found,
        result -> {
          GetResult value =
              result.orElseThrow(
                  () ->
                      new PeerloomException(
                          ErrorCode.NOT_FOUND, "nobody has a value of that name"));
          String tag = tag(value);
          context.header("ETag", tag);
          String match = Conditions.header(context, Conditions.IF_MATCH);
          if (match != null && !EntityTag.isNamedStrongly(match, tag)) {
            throw Conditions.Refusal.preconditionFailed("the value has another ETag");
          }
          context.header("Peerloom-Publisher", value.publisher());
          context.header("Peerloom-Sequence", String.valueOf(value.sequence()));
          context.header("Peerloom-Published-At", String.valueOf(value.publishedAt()));
          if (EntityTag.isNamed(Conditions.header(context, Conditions.IF_NONE_MATCH), tag)) {
            context.header("Cache-Control", "no-store");
            context.status(HttpStatus.NOT_MODIFIED_304);
          } else {
            context.header("Accept-Ranges", "none");
            Body.write(context, value.value());
          }
        });
  }

  static String tag(GetResult value) {
    return EntityTag.of(value.sequence(), value.publisher(), value.value());
  }

  private JvmTopic topic(String name, boolean isPublic) {
    JvmTopic topic = peer().topic(name);
    return isPublic ? topic.unencrypted() : topic;
  }

  private void publish(Context context) {
    QueryParameters.requireKnown(context, Set.of("readers", "ttlSeconds", "whenOffline"));
    boolean isPublic = QueryParameters.isSecond(context, "readers", "named", "public");
    Conditions.requireWhole(context);
    Conditions.requireNone(context);
    int ttlSeconds = QueryParameters.ttlSeconds(context);
    WhenOffline whenOffline = QueryParameters.whenOffline(context);
    String name = ResourcePath.name(context, TOPICS, MESSAGES);
    answer(
        context,
        () ->
            value(context)
                .thenCompose(
                    value -> topic(name, isPublic).publish(value, ttlSeconds, whenOffline)),
        result -> {
          if (result.queuedAs() != null) {
            queued(context, result.queuedAs());
            return;
          }
          ObjectNode node = Json.object();
          node.put("id", result.id());
          node.put("sequence", result.sequence());
          node.put("holders", result.holders());
          json(context, node);
        });
  }

  private void messages(Context context) {
    QueryParameters.requireKnown(context, Set.of());
    String name = ResourcePath.name(context, TOPICS, MESSAGES);
    String accepted = context.header("Accept");
    boolean whole = context.method().equals(HandlerType.GET);
    if (whole && accepted != null && accepted.contains("text/event-stream")) {
      streams.serve(context, name, peer().topic(name));
    } else {
      JvmTopic topic = peer().topic(name);
      answer(
          context,
          () -> room.inTurn(() -> topic.history().thenApplyAsync(Json::messages, threads)),
          bytes -> messages(context, bytes));
    }
  }

  /** Holds room until the client has read them. */
  private void messages(Context context, byte[] bytes) {
    if (!room.take(bytes.length)) {
      throw new PeerloomException(
          ErrorCode.OVERLOADED, "no room for this history beside what others have not read");
    }
    Request.addCompletionListener(
        ServletContextRequest.getServletContextRequest(context.req()),
        failure -> room.take(-bytes.length));
    json(context, bytes);
  }

  private CompletableFuture<Value> value(Context context) {
    String contentType = context.contentType();
    return bodies.read(context).thenApply(bytes -> Body.value(contentType, bytes));
  }

  private static PeerloomException invalid(String reason) {
    return new PeerloomException(ErrorCode.INVALID_REQUEST, reason);
  }
}
