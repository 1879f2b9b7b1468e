package org.beianflow.material;

/**
 * One row of the decision table {@code required-materials} that applies.
 *
 * @param kind what is needed
 * @param level whether it must be there
 * @param source where it comes from
 * @param files how many: 2 for front and back
 * @param reason end of the key of the reason, for example {@code M1.individual}
 */
public record RequiredMaterial(MaterialKind kind, ChecklistEntry.Level level, ChecklistEntry.Source source, int files,
		String reason) {
}
