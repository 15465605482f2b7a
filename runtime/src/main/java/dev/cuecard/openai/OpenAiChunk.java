package dev.cuecard.openai;

import dev.cuecard.stream.Chunk;

/** A chunk of OpenAI's Chat Completions protocol. */
public interface OpenAiChunk extends Chunk {}
