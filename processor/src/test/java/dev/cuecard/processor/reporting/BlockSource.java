package dev.cuecard.processor.reporting;

import dev.cuecard.TemplateSyntax;

/** Writes the source of a prompt whose template is a text block. */
final class BlockSource {

    private BlockSource() {}

    static String of(TemplateSyntax syntax, String template, String members) {
        return """
                package demo;

                import dev.cuecard.*;
                import dev.cuecard.message.*;
                import java.util.*;

                @Prompt(model = "openai:gpt-4o", syntax = TemplateSyntax.%s, template = \"""
                        %s
                        \""")
                public interface Sample {
                    %s
                }
                """.formatted(syntax, template.replace("\n", "\n        "), members.replace("\n", "\n    "));
    }
}
