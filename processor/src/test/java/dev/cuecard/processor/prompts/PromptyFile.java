package dev.cuecard.processor.prompts;

import dev.cuecard.PromptClient;
import dev.cuecard.TypedPrompt;
import dev.cuecard.call.CallOptions;
import dev.cuecard.processor.kit.Project;
import dev.cuecard.processor.kit.TestedCompiler;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A project with {@code demo.Chat}, whose prompt is in {@code chat.prompty}. */
final class PromptyFile {

    /** What the annotation says where a test has nothing to add. */
    static final String PLAIN = "resource = \"chat.prompty\"";

    private PromptyFile() {}

    /** Begins the project; {@code members} are the interface's. */
    static Project project(TestedCompiler compiler, String file, String members) {
        return project(compiler, file, PLAIN, members);
    }

    /** Begins the project with these attributes of the annotation. */
    static Project project(TestedCompiler compiler, String file, String attributes, String members) {
        return Project.on(compiler).source(source(attributes, members)).file("src/chat.prompty", file);
    }

    /** Returns the source of {@code demo.Chat}. */
    static String source(String attributes, String members) {
        return """
                package demo;

                import dev.cuecard.*;
                import dev.cuecard.message.*;
                import java.math.*;
                import java.util.*;

                @Prompt(%s)
                public interface Chat {
                    %s
                }
                """.formatted(attributes, members.indent(4).strip());
    }

    /** Compiles without a word, and makes a prompt of these inputs. */
    static TypedPrompt<?> prompt(Project project, @Nullable Object... inputs) {
        return (TypedPrompt<?>) Objects.requireNonNull(project.compile().load().call("demo.ChatPrompt", "of", inputs));
    }

    /** Returns the prompt sent by a client. */
    static TypedPrompt<?> sentBy(PromptClient client, TypedPrompt<?> prompt) {
        return changed(prompt, PromptClient.class, client);
    }

    /** Returns the prompt called with options. */
    static TypedPrompt<?> with(CallOptions options, TypedPrompt<?> prompt) {
        return changed(prompt, CallOptions.class, options);
    }

    private static TypedPrompt<?> changed(TypedPrompt<?> prompt, Class<?> type, Object value) {
        try {
            return (TypedPrompt<?>) prompt.getClass().getMethod("with", type).invoke(prompt, value);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.getMessage(), e);
        }
    }
}
