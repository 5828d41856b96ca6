export function twoSum(nums: number[], target: number): [number, number] | null {
  const seen = new Map<number, number>();
  for (let i = 0; i < nums.length; i++) {
    const want = target - nums[i]!;
    const at = seen.get(want);
    if (at !== undefined) return [at, i];
    seen.set(nums[i], i);
  }
  return null;
}
