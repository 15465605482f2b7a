package dev.cuecard.benchmarks.render;

import dev.cuecard.Prompt;
import dev.cuecard.TemplateSyntax;

/** The prompt in {@code JINJA2}, of the file that jinjava renders too. */
@Prompt(model = "openai:gpt-4o-mini", syntax = TemplateSyntax.JINJA2, resource = "templates/support.jinja")
public interface JinjaSupport extends SupportInputs {}
