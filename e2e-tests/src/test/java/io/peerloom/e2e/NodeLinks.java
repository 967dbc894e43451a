package io.peerloom.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import io.peerloom.e2e.Deployment.Container;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Which peers a node is linked to, as its API says. */
final class NodeLinks {
  private NodeLinks() {}

  static String id(Api api) throws Exception {
    return api.get("peer").get("id").asText();
  }

  static Set<String> ids(Collection<Container> nodes) throws Exception {
    Set<String> ids = new TreeSet<>();
    for (Container node : nodes) {
      ids.add(id(node.api()));
    }
    return ids;
  }

  /** The ids of the nodes it is linked to, each as often as there is a link. */
  static List<String> nodes(Api api) throws Exception {
    return ofKind(api, "node");
  }

  static List<String> ofKind(Api api, String kind) throws Exception {
    List<String> ids = new ArrayList<>();
    for (JsonNode link : api.get("links")) {
      if (link.get("kind").asText().equals(kind)) {
        ids.add(link.get("id").asText());
      }
    }
    return ids;
  }
}
