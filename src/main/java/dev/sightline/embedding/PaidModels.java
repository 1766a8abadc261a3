package dev.sightline.embedding;

import java.util.List;

/// The models of one provider that are paid for by what they are asked.
public interface PaidModels {

    List<PaidModel> paid();
}
