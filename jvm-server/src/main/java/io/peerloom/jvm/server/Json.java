package io.peerloom.jvm.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import io.peerloom.core.api.LinkInfo;
import io.peerloom.core.api.TopicMessage;
import io.peerloom.core.api.Value;
import io.peerloom.jvm.text.ValueText;
import java.io.ByteArrayOutputStream;
import java.util.Base64;
import java.util.List;

/** The JSON that the HTTP API writes, field by field, so that no rename in the core changes it. */
final class Json {
  private static final JsonMapper MAPPER = new JsonMapper();

  private Json() {}

  static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  static byte[] bytes(JsonNode node) {
    try {
      return MAPPER.writeValueAsBytes(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of values is always JSON", e);
    }
  }

  static ArrayNode links(List<LinkInfo> links) {
    ArrayNode array = MAPPER.createArrayNode();
    for (LinkInfo link : links) {
      ObjectNode node = array.addObject();
      node.put("id", link.id());
      node.put("kind", link.kind());
      node.put("transport", link.transport());
      node.put("active", link.active());
      node.put("rttMillis", link.rttMillis());
      node.put("openedAt", link.openedAt());
    }
    return array;
  }

  /** An array of messages, written one after the other: all at once would be a tree of each. */
  static byte[] messages(List<TopicMessage> messages) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write('[');
    for (TopicMessage message : messages) {
      if (out.size() > 1) {
        out.write(',');
      }
      out.writeBytes(bytes(message(message)));
    }
    out.write(']');
    return out.toByteArray();
  }

  static ObjectNode message(TopicMessage message) {
    ObjectNode node = object();
    node.put("id", message.id());
    node.put("publisher", message.publisher());
    node.put("sequence", message.sequence());
    node.put("publishedAt", message.publishedAt());
    Value value = message.value();
    String text = ValueText.of(value);
    if (text == null) {
      node.put("value", Base64.getEncoder().encodeToString(value.bytes()));
      node.put("encoding", "base64");
    } else if (value.format() == Value.JSON) {
      // As its author wrote it: a number that is parsed and written again may change. Line breaks
      // can only be between its tokens.
      String line = text.replace('\r', ' ').replace('\n', ' ');
      node.putRawValue("value", new RawValue(line));
    } else {
      node.put("value", text);
    }
    return node;
  }
}
