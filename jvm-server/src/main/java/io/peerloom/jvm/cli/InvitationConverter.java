package io.peerloom.jvm.cli;

import io.peerloom.core.base.PeerloomException;
import io.peerloom.core.crypto.InvitationLink;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Checks an invitation's link. */
final class InvitationConverter implements ITypeConverter<String> {
  @Override
  public String convert(String text) {
    try {
      InvitationLink.decode(text);
      return text;
    } catch (PeerloomException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }
}
