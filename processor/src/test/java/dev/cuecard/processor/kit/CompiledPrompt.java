package dev.cuecard.processor.kit;

import dev.cuecard.TemplateSyntax;
import dev.cuecard.TypedPrompt;
import dev.cuecard.message.Message;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A prompt that was compiled without a word and loaded: a template, and an interface for its inputs. */
public final class CompiledPrompt {

    private final LoadedClasses classes;
    private final String type;

    private CompiledPrompt(LoadedClasses classes, String type) {
        this.classes = classes;
        this.type = type;
    }

    /** Compiles {@code interface Sample} of package {@code demo} with these members. */
    public static CompiledPrompt of(TestedCompiler compiler, String template, String members) {
        return of(Project.on(compiler), source(template, members));
    }

    /** Compiles the same with the template in a syntax. */
    public static CompiledPrompt of(TestedCompiler compiler, TemplateSyntax syntax, String template, String members) {
        return of(Project.on(compiler), source(syntax, template, members));
    }

    /** Compiles a source of {@code demo.Sample} in a project that may hold more. */
    public static CompiledPrompt of(Project project, String source) {
        return new CompiledPrompt(project.source(source).compile().load(), "demo.SamplePrompt");
    }

    /** Returns the source of {@code demo.Sample} with this template. */
    public static String source(String template, String members) {
        return source(TemplateSyntax.BRACES, template, members);
    }

    /** Returns the source of {@code demo.Sample} with this template in a syntax. */
    public static String source(TemplateSyntax syntax, String template, String members) {
        String written = "template = " + JavaText.literal(template);
        return sourceWith(syntax, written, members);
    }

    /** Returns the source of {@code demo.Sample} that takes its template from a file. */
    public static String sourceOfFile(TemplateSyntax syntax, String path, String members) {
        return sourceWith(syntax, "resource = " + JavaText.literal(path), members);
    }

    private static String sourceWith(TemplateSyntax syntax, String template, String members) {
        return """
                package demo;

                import dev.cuecard.*;
                import dev.cuecard.message.*;
                import java.math.*;
                import java.net.*;
                import java.time.*;
                import java.util.*;

                @Prompt(model = "openai:gpt-4o-mini", syntax = TemplateSyntax.%s, %s)
                public interface Sample {
                    %s
                }
                """.formatted(syntax, template, members.indent(4).strip());
    }

    /** Returns the classes of the project. */
    public LoadedClasses classes() {
        return classes;
    }

    /** Makes a prompt with {@code of}. */
    public TypedPrompt<?> with(@Nullable Object... inputs) {
        return (TypedPrompt<?>) Objects.requireNonNull(classes.call(type, "of", inputs));
    }

    /** Renders a prompt of these inputs. */
    public List<Message> render(@Nullable Object... inputs) {
        return with(inputs).render();
    }

    /** Returns the text of the only message, a user's. */
    public String text(@Nullable Object... inputs) {
        List<Message> messages = render(inputs);
        if (messages.size() != 1
                || !messages.get(0).equals(Message.user(messages.get(0).text()))) {
            throw new AssertionError("Not a single text of a user: " + messages);
        }
        return messages.get(0).text();
    }
}
