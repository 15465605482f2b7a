/**
 * Cuecard's annotation processor. Compilers find it as a service; it exports nothing.
 *
 * <p>Compiled apart from the classes, which are built on libraries that only the packaged jar holds.
 */
module dev.cuecard.processor {
    requires java.compiler;
    // Of javac's trees only the exported API; other compilers do without.
    requires static jdk.compiler;

    provides javax.annotation.processing.Processor with
            dev.cuecard.processor.PromptProcessor;
}
