package dev.cuecard.processor.read;

import javax.lang.model.element.ExecutableElement;
import javax.lang.model.type.TypeMirror;

/**
 * A default method that a template may use; called when the prompt is rendered.
 *
 * @param name its name in templates
 * @param method the method
 * @param type the method's type
 * @param isNullable whether it may return null
 */
public record Computed(String name, ExecutableElement method, TypeMirror type, boolean isNullable)
        implements Property {}
