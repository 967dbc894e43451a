package io.peerloom.core.crypto;

import io.peerloom.core.base.BoundedMap;
import io.peerloom.core.base.Bytes;
import io.peerloom.core.base.CborReader;
import io.peerloom.core.base.ErrorCode;
import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.id.NodeId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Compresses signed envelopes with a dictionary that their reader has: a text, such as the writer's
 * card or its issuer's token, that the reader announced by its id. A card is most of a short
 * message, and most of a card is its issuer's token, the same for everybody a bridge admitted.
 *
 * <p>Expanding gives back the signed bytes to the bit, so nothing has to be trusted: with a wrong
 * dictionary the signature does not match.
 *
 * <p>The compressed form begins with a byte 0 where there is no dictionary, or with a byte 8, the
 * {@link #ID_BYTES} bytes of its id and its length in two bytes; then follows what {@link Lz77}
 * writes. Whatever begins otherwise is the envelope itself.
 */
public final class EnvelopeCompression {
  /** The length of a dictionary's id, the first bytes of its SHA-256. */
  public static final int ID_BYTES = 8;

  /** The most dictionaries that a peer announces at once. */
  public static final int MAX_IDS = 8;

  /** Tokens of issuers that are kept. Issuers are bridges, of which a network has few. */
  private static final int MAX_ISSUERS = 16;

  /** Of these, the ones met last are announced. */
  private static final int ANNOUNCED_ISSUERS = 4;

  /** Cards verified last: after an exchange of signals the handshake follows at once. */
  private static final int MAX_CARDS = 64;

  /** Cards of one identity, which are cheap to make: it must not evict all others. */
  private static final int MAX_CARDS_OF_ONE = 4;

  private static final int HEAD_BYTES = 1 + ID_BYTES + 2;

  /** Dictionaries announced to one peer; whoever keeps this can expand what it writes. */
  public record Announcement(List<byte[]> ids, List<byte[]> texts) {
    /** Nothing was announced. */
    public static final Announcement NOTHING = new Announcement(List.of(), List.of());

    private byte[] text(Bytes id) {
      for (int i = 0; i < ids.size(); i++) {
        if (Bytes.equal(ids.get(i), id.array())) {
          return texts.get(i);
        }
      }
      return null;
    }
  }

  private record VerifiedCard(NodeId node, Bytes owner, byte[] card) {}

  private final Hash hash;
  private final BoundedMap<Bytes, byte[]> issuers = new BoundedMap<>(MAX_ISSUERS);
  private final Map<Bytes, VerifiedCard> cards = new LinkedHashMap<>();

  /** How many of {@link #cards} each identity has. */
  private final Map<Bytes, Integer> cardsOf = new LinkedHashMap<>();

  private byte[] ownCard = new byte[0];
  private byte[] ownIssuer;
  private Bytes ownCardId;
  private Bytes ownIssuerId;

  EnvelopeCompression(Hash hash) {
    this.hash = hash;
  }

  /** A card of an identity was verified, and with it its issuer's token. */
  void learn(NodeId node, byte[] owner, byte[] card, byte[] issuerToken) {
    Bytes id = idOf(card);
    Bytes identity = Bytes.wrap(owner);
    forget(id);
    if (cardsOf.getOrDefault(identity, 0) == MAX_CARDS_OF_ONE) {
      forget(oldestOf(identity));
    } else if (cards.size() == MAX_CARDS) {
      forget(cards.keySet().iterator().next());
    }
    cards.put(id, new VerifiedCard(node, identity, card));
    cardsOf.merge(identity, 1, Integer::sum);
    if (issuerToken.length > 0) {
      Bytes issuer = idOf(issuerToken);
      issuers.remove(issuer);
      issuers.put(issuer, issuerToken);
    }
  }

  private void forget(Bytes id) {
    VerifiedCard verified = cards.remove(id);
    if (verified != null) {
      cardsOf.computeIfPresent(verified.owner, (any, count) -> count == 1 ? null : count - 1);
    }
  }

  private Bytes oldestOf(Bytes identity) {
    for (Map.Entry<Bytes, VerifiedCard> each : cards.entrySet()) {
      if (each.getValue().owner.equals(identity)) {
        return each.getKey();
      }
    }
    throw new IllegalStateException("malformed");
  }

  private Bytes idOf(byte[] text) {
    return Bytes.wrap(Bytes.slice(hash.sha256(text), 0, ID_BYTES));
  }

  /**
   * The ids of the dictionaries this peer has.
   *
   * @param other whose card may be among them; null where that is not known yet
   */
  public List<byte[]> known(NodeId other) {
    return announce(other).ids();
  }

  /** The same with the texts, which may be evicted here before the other writes. */
  public Announcement announce(NodeId other) {
    Announcement announced = new Announcement(new ArrayList<>(), new ArrayList<>());
    int skipped = issuers.size() - ANNOUNCED_ISSUERS;
    for (Map.Entry<Bytes, byte[]> issuer : issuers.entrySet()) {
      if (skipped-- <= 0) {
        announced.ids.add(issuer.getKey().array());
        announced.texts.add(issuer.getValue());
      }
    }
    Bytes newest = null;
    if (other != null) {
      for (Map.Entry<Bytes, VerifiedCard> each : cards.entrySet()) {
        newest = each.getValue().node.equals(other) ? each.getKey() : newest;
      }
    }
    if (newest != null) {
      announced.ids.add(newest.array());
      announced.texts.add(cards.get(newest).card);
    }
    return announced;
  }

  /** Reads the ids that another peer announced. */
  public static List<byte[]> readIds(CborReader in) {
    return in.list(MAX_IDS, each -> each.bytesOf(ID_BYTES));
  }

  /** The dictionaries of a peer that has verified this card of one's own. */
  public List<byte[]> knownOf(byte[] card) {
    own(card);
    return List.of(ownCardId.array());
  }

  /**
   * The dictionaries that any member most likely has: the token of one's own issuer, where another
   * member with a token of that issuer was met; else none.
   */
  public List<byte[]> knownOfIssuer(byte[] card) {
    own(card);
    return issuers.containsKey(ownIssuerId) ? List.of(ownIssuerId.array()) : List.of();
  }

  private void own(byte[] card) {
    if (card != ownCard) {
      ownCard = card;
      ownIssuer = MembershipToken.decode(PeerCard.decode(card).token()).issuerToken();
      ownCardId = idOf(card);
      ownIssuerId = idOf(ownIssuer);
    }
  }

  /**
   * Compresses an envelope that holds one's own card, for a reader that has some dictionaries;
   * gives the envelope itself where that is shorter.
   */
  public byte[] compress(byte[] envelope, byte[] card, List<byte[]> readerKnows) {
    own(card);
    byte[] dictionary = new byte[0];
    byte[] id = dictionary;
    for (byte[] known : readerKnows) {
      if (Bytes.equal(known, ownCardId.array())) {
        dictionary = ownCard;
        id = known;
      } else if (dictionary.length == 0
          && ownIssuer.length > 0
          && Bytes.equal(known, ownIssuerId.array())) {
        dictionary = ownIssuer;
        id = known;
      }
    }
    byte[] compressed = Lz77.compress(dictionary, envelope);
    byte[] form =
        id.length == 0
            ? Bytes.concat(new byte[1], compressed)
            : Bytes.concat(
                new byte[] {ID_BYTES},
                id,
                new byte[] {(byte) (dictionary.length >> 8), (byte) dictionary.length},
                compressed);
    return form.length < envelope.length ? form : envelope;
  }

  /**
   * Expands an envelope with the dictionaries this peer has.
   *
   * @param most bytes it may have
   * @throws PeerloomException INVALID_REQUEST when it is malformed or its dictionary is not known
   *     here, TOO_LARGE when it is longer
   */
  public byte[] expand(byte[] form, int most) {
    return expand(form, most, Announcement.NOTHING);
  }

  /** The same with those announced to the writer, which may be evicted since. */
  public byte[] expand(byte[] form, int most, Announcement announced) {
    if (form.length == 0 || form[0] != 0 && form[0] != ID_BYTES) {
      return form;
    }
    if (form[0] == 0) {
      return Lz77.expand(new byte[0], form, 1, most);
    }
    if (form.length < HEAD_BYTES) {
      throw new PeerloomException(ErrorCode.INVALID_REQUEST, "malformed");
    }
    Bytes id = Bytes.wrap(Bytes.slice(form, 1, 1 + ID_BYTES));
    VerifiedCard verified = cards.get(id);
    byte[] text = verified == null ? issuers.get(id) : verified.card;
    text = text == null ? announced.text(id) : text;
    if (text == null || text.length != lengthIn(form)) {
      throw new PeerloomException(
          ErrorCode.INVALID_REQUEST, "compressed with an unknown dictionary");
    }
    return Lz77.expand(text, form, HEAD_BYTES, most);
  }

  /**
   * Expands an envelope without its dictionary, whose bytes are taken for zeros: enough to count
   * messages by their type.
   *
   * @throws PeerloomException as {@link #expand}
   */
  public static byte[] outline(byte[] form, int most) {
    if (form.length == 0 || form[0] != 0 && form[0] != ID_BYTES) {
      return form;
    }
    boolean hasId = form[0] == ID_BYTES && form.length >= HEAD_BYTES;
    byte[] text = new byte[hasId ? lengthIn(form) : 0];
    return Lz77.expand(text, form, hasId ? HEAD_BYTES : 1, most);
  }

  private static int lengthIn(byte[] form) {
    return (form[1 + ID_BYTES] & 0xff) << 8 | form[2 + ID_BYTES] & 0xff;
  }
}
