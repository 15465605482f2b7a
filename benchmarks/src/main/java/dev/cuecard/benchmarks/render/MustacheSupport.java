package dev.cuecard.benchmarks.render;

import dev.cuecard.Prompt;
import dev.cuecard.TemplateSyntax;

/** The prompt in {@code MUSTACHE}, of the file that mustache.java and JStachio render too. */
@Prompt(model = "openai:gpt-4o-mini", syntax = TemplateSyntax.MUSTACHE, resource = "templates/support.mustache")
public interface MustacheSupport extends SupportInputs {}
