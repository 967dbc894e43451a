package io.peerloom.jvm.check;

import static io.peerloom.jvm.check.FindingKind.*;

import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Servers of which one is enough, such as the bridges of a network: where one does not answer but
 * another does, all works today, and a second failure would be an outage. So that is a warning. One
 * that answers wrongly, as of another network, is broken whatever the others do.
 */
public final class Several {
  /** What a server that is down looks like. */
  private static final Set<FindingKind> DOWN =
      EnumSet.of(
          NAME_UNKNOWN,
          CONNECTION_REFUSED,
          FindingKind.UNREACHABLE,
          NO_ANSWER,
          BACKEND_DOWN,
          BACKEND_UNAVAILABLE,
          BRIDGES_UNREACHABLE,
          ADMISSION_FAILED);

  private Several() {}

  /**
   * Judges findings again.
   *
   * @param subjects the addresses of servers of one kind
   */
  public static List<Finding> judge(List<Finding> findings, Collection<String> subjects) {
    boolean isAnyUp =
        subjects.stream()
            .anyMatch(
                url ->
                    findings.stream().anyMatch(f -> f.subject().equals(url))
                        && findings.stream()
                            .filter(f -> f.subject().equals(url))
                            .noneMatch(f -> f.severity() == Severity.BROKEN));
    return !isAnyUp
        ? findings
        : findings.stream()
            .map(f -> subjects.contains(f.subject()) && DOWN.contains(f.kind()) ? oneDown(f) : f)
            .toList();
  }

  private static Finding oneDown(Finding finding) {
    return new Finding(
        ONE_OF_SEVERAL_DOWN,
        finding.subject(),
        finding.what() + " [" + finding.kind().word() + "], but others do its work",
        finding.change(),
        finding.proved());
  }
}
