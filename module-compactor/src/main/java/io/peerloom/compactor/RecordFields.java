package io.peerloom.compactor;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Part of the build, not of the page: leaves out the first values of the fields of records.
 *
 * <p>TeaVM's classes set each field to zero or null. The fields of a record are final, so that the
 * Java compiler accepts a record only if each of its constructors sets all of them, and nothing
 * reads one before. Without these lines a record's class has nothing of its own, and {@link
 * TwinClasses} makes one class of many records.
 */
final class RecordFields {
  private static final String DECLARED = "jl_Record = $rt_classWithoutFields()";
  private static final Pattern RECORD =
      Pattern.compile(
          "(?m)^function ("
              + CompactModule.ID
              + ")\\(\\) \\{\n"
              + "(?: +let a = this;)? +jl_Record\\.call\\((?:this|a)\\);\n"
              + "(?: +(?:this|a)\\.\\w+ = [^\n]*;\n)*"
              + "\\}\n");

  private RecordFields() {}

  /** The module {@link CompactModule} wrote, with records whose classes set no fields. */
  static String forget(String module) {
    int at = module.indexOf(DECLARED);
    CompactModule.expect(at >= 0 && module.indexOf(DECLARED, at + 1) < 0, "no class of records");
    List<String> classes = new ArrayList<>(List.of(DECLARED));
    RECORD
        .matcher(module)
        .results()
        .forEach(record -> classes.add(record.group(1) + " = $rt_classWithoutFields(jl_Record)"));
    return RECORD.matcher(module).replaceAll("").replace(DECLARED, String.join(",\n", classes));
  }
}
