package dev.cuecard.processor.template;

/** Ends the reading of a tag at its first fault; the rest of the tag would only bring faults that follow from it. */
final class Unreadable extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient SyntaxFault fault;

    Unreadable(SyntaxFault fault) {
        super(fault.sentence(), null, false, false);
        this.fault = fault;
    }

    SyntaxFault fault() {
        return fault;
    }
}
