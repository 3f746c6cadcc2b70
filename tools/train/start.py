# SPDX-License-Identifier: Apache-2.0
"""Where a training starts when it is not from random weights. For `spacy train --code`."""

import spacy


@spacy.registry.callbacks("communique.go_on_from.v1")
def go_on_from(pipeline: str | None):
    """All components go on from the weights that they have in a pipeline of the same make."""

    def copy(nlp):
        source = spacy.load(pipeline) if pipeline else nlp
        for name, component in source.components:
            copy_weights(component.model, nlp.get_pipe(name).model)

    return copy


@spacy.registry.callbacks("communique.vectors_from.v1")
def vectors_from(pipeline: str):
    """The recogniser's token vectors start from those of the syntax: what tells a proper noun helps to find names, and
    there are far fewer names than words to learn it from."""

    def copy(nlp):
        source = spacy.load(pipeline).get_pipe("tok2vec").model
        copy_weights(source, nlp.get_pipe("ner").model.get_ref("tok2vec").layers[0])

    return copy


def copy_weights(source, target):
    for theirs, ours in zip(source.walk(), target.walk(), strict=True):
        for name in theirs.param_names:
            ours.set_param(name, theirs.get_param(name).copy())
