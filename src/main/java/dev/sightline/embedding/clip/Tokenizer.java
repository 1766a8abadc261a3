package dev.sightline.embedding.clip;

import static ai.djl.huggingface.tokenizers.jni.TokenizersLibrary.LIB;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sightline.embedding.EmbeddingException;
import java.io.InputStream;

/// Text to token ids by Hugging Face's own library, as `tokenizer.json` says. Safe for use by several threads.
final class Tokenizer implements AutoCloseable {

    private final Family family;
    private final long handle;

    private Tokenizer(Family family, long handle) {
        this.family = family;
        this.handle = handle;
    }

    /// @param tokens the longest text: what is longer loses its end, not its end token
    static Tokenizer open(ModelFiles files, Family family, int tokens) {
        var json = new String(files.read(ModelFiles.TOKENIZER, InputStream::readAllBytes), UTF_8);
        try {
            long handle = LIB.createTokenizerFromString(json);
            LIB.setTruncation(handle, tokens, "LONGEST_FIRST", 0);
            if (family.padded()) {
                LIB.setPadding(handle, tokens, "MAX_LENGTH", 0);
            } else {
                LIB.disablePadding(handle);
            }
            return new Tokenizer(family, handle);
        } catch (RuntimeException e) {
            throw files.damaged(ModelFiles.TOKENIZER, e.getMessage(), e);
        }
    }

    /// @param ids  of the tokens, special ones and padding included
    /// @param mask 1 for a token, 0 for padding
    record Tokens(long[] ids, long[] mask) {}

    Tokens encode(String text) {
        long encoding = LIB.encode(handle, family.prepare(wellFormed(text)), true);
        try {
            return new Tokens(LIB.getTokenIds(encoding), LIB.getAttentionMask(encoding));
        } catch (RuntimeException e) {
            throw new EmbeddingException("The text cannot be read by the model: " + e.getMessage(), false, e);
        } finally {
            LIB.deleteEncoding(encoding);
        }
    }

    /// Half of a surrogate pair, which is no character, becomes a question mark: it must not reach native code.
    private static String wellFormed(String text) {
        return new String(text.getBytes(UTF_8), UTF_8);
    }

    @Override
    public void close() {
        LIB.deleteTokenizer(handle);
    }
}
