package dev.cuecard;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes an interface a prompt: its abstract methods are the inputs of a template that the compiler checks against their
 * types and turns into an implementation. {@code RecipeRecommender} becomes {@code RecipeRecommenderPrompt}.
 *
 * <p>It takes the annotation processor {@code dev.cuecard:cuecard-processor}. JDK 23 and newer run it only where the
 * build names it, as with Maven's {@code annotationProcessorPaths}, or asks for it with {@code -proc:full}.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.CLASS)
public @interface Prompt {

    /**
     * The template's text. A prompt has either this or {@link #resource()}.
     *
     * @return the text
     */
    String template() default "";

    /**
     * A file that holds the template, read at compile time, its path relative to the source or resource root. A {@code
     * .prompty} file brings the model, options and defaults too, and names its syntax itself; what is set here wins over it.
     *
     * @return the path, as {@code "recipes/chat.jinja"} or {@code "recipes/chat.prompty"}
     */
    String resource() default "";

    /**
     * How the template is written. Where it is not set, a file's name may tell: {@code .jinja}, {@code .jinja2} and {@code
     * .j2} are {@link TemplateSyntax#JINJA2}, {@code .mustache} is {@link TemplateSyntax#MUSTACHE}.
     *
     * @return the syntax
     */
    TemplateSyntax syntax() default TemplateSyntax.BRACES;

    /**
     * The model that answers unless a call names another.
     *
     * @return {@code provider:name}, or a name that tells its maker, as {@code gpt-4o}
     */
    String model() default "";

    /**
     * The sampling temperature.
     *
     * @return 0 or more; left to the provider unless set
     */
    double temperature() default Double.NaN;

    /**
     * The share of nucleus sampling.
     *
     * @return from 0 to 1; left to the provider unless set
     */
    double topP() default Double.NaN;

    /**
     * The most tokens of a reply.
     *
     * @return 1 or more; left to the provider unless set
     */
    int maxTokens() default -1;

    /**
     * The seed of the sampling.
     *
     * @return any other number than the default, which stands for none
     */
    long seed() default Long.MIN_VALUE;

    /**
     * Texts that end the reply.
     *
     * @return the texts
     */
    String[] stop() default {};

    /**
     * Fields that are added to the request as they are.
     *
     * @return each {@code name=JSON}, as {@code "user=\"ann\""}
     */
    String[] extra() default {};
}
