package dev.cuecard.testing;

import java.util.List;

/** A mock that answers each request from a script of its own. */
final class ScriptedSequence extends MockModel {

    private final List<Script> scripts;

    ScriptedSequence(List<Script> scripts) {
        this.scripts = scripts;
    }

    @Override
    List<Script> scripts() {
        return scripts;
    }
}
