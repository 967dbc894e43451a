package io.peerloom.core.base;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import net.jqwik.api.Example;
import net.jqwik.api.Label;

/**
 * docs/BOUNDS.md lists every queue, map and cache of the product, with a bound that exists and a
 * share. Which fields these are is read from the sources, by one rule: a field whose type is a
 * collection, a map, a queue, an array of objects, or one of the containers of {@code core.base}.
 * Not meant are
 *
 * <ul>
 *   <li>local variables, and the components of records: messages and values, which the codec
 *       bounds;
 *   <li>constants: {@code static final} and filled where it is declared;
 *   <li>options of the command line, which the operator writes.
 * </ul>
 *
 * <p>Seen to fail with a line of the table removed, with a line for a field that is none, with a
 * constant and with a share that do not exist.
 */
@Label("BOUNDS.md")
class BoundsTest {
  private static final Path ROOT = Path.of("..");

  private static final Pattern CONTAINER =
      Pattern.compile(
          "(\\w*(Map|Set|List|Queue|Deque|Collection|Cache)|Fifo|InFlight|PendingCalls|Serial"
              + "|FairShares|Stack|Vector|StringBuilder|ByteArrayOutputStream)(<.*)?|[A-Z].*\\[\\]");

  private static final Pattern FILLED =
      Pattern.compile(
          "(List|Set|Map|EnumSet)\\.(of|copyOf|ofEntries)\\(.*|new \\S+\\[\\]+ ?\\{.*|\\{.*");

  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| `([\\w.]+)` \\| ([^|]+) \\| ([^|]+) \\| ([^|]+) \\|$");

  private static final Pattern NAME = Pattern.compile("`(\\w+)\\.(\\w+)`");

  /** Who divides what is in it; the document explains each. */
  private static final Set<String> SHARES =
      Set.of(
          "by identity",
          "by topic",
          "by address",
          "of a link",
          "own",
          "of one call",
          "cache",
          "configuration",
          "constants");

  /** Containers and constants, by the names of the table. */
  private static final class Sources extends TreeScanner<Void, Void> {
    final Map<String, String> fields = new TreeMap<>();
    final Set<String> constants = new TreeSet<>();
    final Set<String> classes = new TreeSet<>();
    private final Deque<ClassTree> within = new ArrayDeque<>();
    private String file;

    @Override
    public Void visitCompilationUnit(CompilationUnitTree unit, Void none) {
      file = unit.getPackageName().toString().replaceFirst("^io\\.peerloom\\.", "");
      return super.visitCompilationUnit(unit, none);
    }

    @Override
    public Void visitClass(ClassTree tree, Void none) {
      within.addLast(tree);
      classes.add(tree.getSimpleName().toString());
      for (Tree member : tree.getMembers()) {
        if (member instanceof VariableTree field) {
          add(tree, field);
        }
      }
      super.visitClass(tree, none);
      within.removeLast();
      return null;
    }

    private void add(ClassTree owner, VariableTree field) {
      Set<Modifier> flags = field.getModifiers().getFlags();
      boolean isConstant =
          owner.getKind() == Tree.Kind.INTERFACE
              || flags.contains(Modifier.STATIC) && flags.contains(Modifier.FINAL);
      if (isConstant) {
        constants.add(owner.getSimpleName() + "." + field.getName());
      }
      boolean isFilled =
          isConstant && FILLED.matcher(String.valueOf(field.getInitializer())).matches();
      boolean isComponent = owner.getKind() == Tree.Kind.RECORD && !flags.contains(Modifier.STATIC);
      boolean isOption =
          field.getModifiers().getAnnotations().toString().contains("@Option(")
              || field.getModifiers().getAnnotations().toString().contains("@Parameters(");
      String type = String.valueOf(field.getType()).replaceAll("^(\\w+\\.)+", "");
      if (CONTAINER.matcher(type).matches() && !isFilled && !isComponent && !isOption) {
        StringBuilder name = new StringBuilder(file);
        within.forEach(each -> name.append('.').append(each.getSimpleName()));
        fields.put(name.append('.').append(field.getName()).toString(), type);
      }
    }
  }

  private record Row(String field, String bound, String unit, String share) {}

  private static Sources sources() throws IOException {
    Sources sources = new Sources();
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      for (String module : List.of("shared-core", "jvm-server", "browser-client")) {
        try (Stream<Path> all = Files.walk(ROOT.resolve(module).resolve("src/main/java"))) {
          List<Path> java =
              all.filter(f -> f.toString().endsWith(".java"))
                  .filter(f -> !f.endsWith("package-info.java"))
                  .toList();
          JavacTask task =
              (JavacTask)
                  compiler.getTask(
                      null, files, null, List.of(), null, files.getJavaFileObjectsFromPaths(java));
          task.parse().forEach(unit -> sources.scan(unit, null));
        }
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    // A project's own class that is called a queue is listed by its own fields.
    sources
        .fields
        .values()
        .removeIf(
            type -> {
              String simple = type.replaceAll("<[^\\[]*", "");
              return sources.classes.contains(simple) && !Files.exists(base(simple));
            });
    return sources;
  }

  private static Path base(String container) {
    return Path.of("src/main/java/io/peerloom/core/base/" + container + ".java");
  }

  private static List<Row> rows() throws IOException {
    return ROW.matcher(Files.readString(ROOT.resolve("docs/BOUNDS.md")))
        .results()
        .map(row -> new Row(row.group(1), row.group(2), row.group(3), row.group(4)))
        .toList();
  }

  @Example
  void everyContainerIsListedOnce() throws Exception {
    List<String> listed = rows().stream().map(Row::field).toList();
    assertThat(listed).doesNotHaveDuplicates();
    assertThat(new TreeSet<>(listed)).containsExactlyElementsOf(sources().fields.keySet());
  }

  @Example
  void everyBoundExists() throws Exception {
    Sources sources = sources();
    for (Row row : rows()) {
      assertThat(row.share()).as(row.field()).isIn(SHARES);
      assertThat(row.unit()).as(row.field()).isNotBlank();
      Matcher names = NAME.matcher(row.bound());
      int found = 0;
      while (names.find()) {
        found++;
        assertThat(sources.constants)
            .as(row.field())
            .contains(names.group(1) + "." + names.group(2));
      }
      boolean isFixed = row.share().equals("constants") || row.share().equals("configuration");
      assertThat(found > 0 || isFixed).as("a constant bounds " + row.field()).isTrue();
    }
  }
}
