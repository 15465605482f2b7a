package dev.cuecard.processor.read;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;

/**
 * What a prompt's interface declares: the result of the first phase.
 *
 * @param type the interface
 * @param annotation its {@code @Prompt}
 * @param names what it and its implementation are called
 * @param isPublic whether the implementation is public
 * @param inputs the inputs, inherited ones first
 * @param computed the default methods that a template may use
 * @param refused methods that cannot be inputs: a template that names one gives no further problem
 * @param throwing default methods that declare exceptions, so that a template cannot call them
 * @param template the template, if there is one to check
 * @param streaming the {@code Streaming<…>} that it extends, if it does
 */
public record PromptDeclaration(
        TypeElement type,
        PromptAnnotation annotation,
        Names names,
        boolean isPublic,
        List<Input> inputs,
        List<Computed> computed,
        Set<String> refused,
        Set<String> throwing,
        Optional<TemplateSource> template,
        Optional<DeclaredType> streaming) {

    public PromptDeclaration {
        inputs = List.copyOf(inputs);
        computed = List.copyOf(computed);
        refused = Set.copyOf(refused);
        throwing = Set.copyOf(throwing);
    }

    /**
     * What the interface and its implementation are called.
     *
     * @param shown the interface's name with those of the types around it
     * @param packageName its package, empty for the unnamed one
     * @param generated the simple name of the implementation
     */
    public record Names(String shown, String packageName, String generated) {}
}
