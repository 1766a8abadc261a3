package dev.sightline.search;

/// How the words of an image match those that are asked for.
///
/// @param share     which part of them it has, each counted by how rare it is: above 0 to 1
/// @param rest      those that it has in no form, as a text; empty if there are none
/// @param rank      how close together and where they are, 0 to 1, to order what is equal
/// @param exact     whether it is called just so: by its title, its file name, a tag or a code
/// @param corrected whether one of them was meant and spelt otherwise
record Match(double share, String rest, double rank, boolean exact, boolean corrected) {}
